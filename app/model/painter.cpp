#include "app/model/painter.h"

#include <algorithm>
#include <cmath>

#include "core/stats.h"

namespace twofold::model {
namespace {

using paint::PictureKind;

/// Up to this many pixels a picture is painted whole whatever part of it is seen.
constexpr std::int64_t kPaintedWhole = 1 << 20;

paint::PixelRegion region_in_pixels(const core::Shape& shape, const Region& seen, double margin) {
  const auto span = [margin](double start, double length, int pixels) {
    const int first = static_cast<int>(std::floor((start - margin * length) * pixels));
    const int past = static_cast<int>(std::ceil((start + (1 + margin) * length) * pixels));
    const int from = std::clamp(first, 0, pixels);
    return std::pair{from, std::clamp(past, from, pixels) - from};
  };
  const auto [left, width] = span(seen.left, seen.width, shape.width);
  const auto [top, height] = span(seen.top, seen.height, shape.height);
  return {left, top, width, height};
}

/// The tensor behind a kind of picture; null where the evaluation does not have it.
SharedTensor tensor_of(const Evaluation& e, PictureKind kind) {
  switch (kind) {
    case PictureKind::input:
    case PictureKind::photograph: return e.x;
    case PictureKind::depthwise: return e.z;
    case PictureKind::output:
    case PictureKind::output_rgb:
    case PictureKind::race_separable: return e.y;
    case PictureKind::race_standard:
    case PictureKind::standard: return e.standard;
    case PictureKind::difference: return e.difference;
    case PictureKind::share:
    case PictureKind::thumbnail: return nullptr;
  }
  return nullptr;
}

bool is_colour(PictureKind kind) {
  switch (kind) {
    case PictureKind::photograph:
    case PictureKind::output_rgb:
    case PictureKind::race_separable:
    case PictureKind::race_standard: return true;
    default: return false;
  }
}

paint::Map diverging(ThemeChoice theme) {
  return theme == ThemeChoice::dark ? paint::Map::diverging_dark : paint::Map::diverging_light;
}

float limit_of(const core::Tensor& tensor) {
  float most = 0;
  for (const float value : tensor.values)
    if (std::isfinite(value)) most = std::max(most, std::abs(value));
  return nice_limit(most);
}

}  // namespace

Sampling sampling(const core::Shape& shape, const Viewport& viewport, int width, int height) {
  const std::int64_t pixels = static_cast<std::int64_t>(shape.width) * shape.height;
  const paint::PixelRegion seen = region_in_pixels(shape, viewport.region(), 0);
  Sampling result;
  result.region = pixels <= kPaintedWhole ? paint::whole(shape)
                                          : region_in_pixels(shape, viewport.region(), 0.25);
  const int by_width = seen.width / std::max(width, 1);
  const int by_height = seen.height / std::max(height, 1);
  result.reduction = std::max({1, std::min(by_width, by_height)});
  return result;
}

std::optional<Painter::Recipe> Painter::recipe(const Evaluation& e, const ViewState& view,
                                               const Wanted& wanted,
                                               const Progress* progress) const {
  const auto [kind, channel] = wanted.key;
  Recipe r;
  r.tensor = kind == PictureKind::share ? share_ : tensor_of(e, kind);
  if (!r.tensor || channel >= r.tensor->shape.channels) return std::nullopt;
  const core::Shape& shape = r.tensor->shape;
  r.b = std::min(view.batch_index, shape.batch - 1);
  r.channels = {channel, channel, channel};
  if (is_colour(kind) && shape.channels >= 3) r.channels = {0, 1, 2};
  switch (kind) {
    case PictureKind::depthwise:
      r.scale = channel_scale(scales_.depthwise, *e.z, r.b, channel, view.range_mode, view.theme);
      break;
    case PictureKind::output:
    case PictureKind::standard:
      r.scale = channel_scale(scales_.output, *r.tensor, r.b, channel, view.range_mode, view.theme);
      break;
    case PictureKind::race_separable:
    case PictureKind::race_standard:
    case PictureKind::output_rgb: r.scale = {paint::Map::grey, scales_.output.grey}; break;
    case PictureKind::difference:
      r.scale = {diverging(view.theme), {-scales_.difference_limit, scales_.difference_limit}};
      break;
    case PictureKind::share:
      r.scale = {diverging(view.theme),
                 {-scales_.output.diverging_limit, scales_.output.diverging_limit}};
      break;
    case PictureKind::input:
    case PictureKind::photograph:
    case PictureKind::thumbnail: break;
  }
  const auto [region, reduction] = sampling(shape, view.viewport, wanted.width, wanted.height);
  r.region = region;
  r.reduction = reduction;
  r.complete = static_cast<std::int64_t>(shape.height) * shape.width;
  if (progress)
    r.complete =
        complete_pixels(progress->walk, progress->done, wanted.key, r.b).value_or(r.complete);
  return r;
}

void Painter::refresh_scales(const Evaluation& e, const ViewState& view) {
  const int b = std::min(view.batch_index, e.x->shape.batch - 1);
  if (scales_of_z_ != e.z || scales_of_b_ != b) scales_.depthwise = depthwise_scales(e, b);
  if (scales_of_y_ != e.y || scales_of_b_ != b) scales_.output = output_scales(e, b);
  if (e.difference && scales_of_difference_ != e.difference)
    scales_.difference_limit = limit_of(*e.difference);
  scales_of_z_ = e.z;
  scales_of_y_ = e.y;
  scales_of_difference_ = e.difference;
  scales_of_b_ = b;
}

SharedTensor Painter::share_tensor(const Evaluation& e, const MixCell& cell) {
  if (cell.t >= e.filters.pointwise.shape.in || cell.k >= e.filters.pointwise.shape.out)
    return nullptr;
  const float weight = e.filters.pointwise.at(0, 0, cell.t, cell.k);
  const std::pair key{cell, weight};
  if (share_ && share_of_ == e.z && share_key_ == key) return share_;
  share_of_ = e.z;
  share_key_ = key;
  core::Tensor share({e.z->shape.batch, e.z->shape.height, e.z->shape.width, 1});
  const auto channels = static_cast<std::size_t>(e.z->shape.channels);
  for (std::size_t i = 0; i < share.values.size(); ++i)
    share.values[i] = weight * e.z->values[i * channels + static_cast<std::size_t>(cell.t)];
  return std::make_shared<const core::Tensor>(std::move(share));
}

paint::Rgba8 Painter::pixels(const Recipe& r, const paint::PictureKey& key) {
  const core::Shape& shape = r.tensor->shape;
  paint::Rgba8 picture =
      is_colour(key.kind)
          ? paint::paint_colour(*r.tensor, r.b, r.channels, r.scale.range, r.region, r.reduction)
          : paint::paint_channel(*r.tensor, r.b, key.channel, r.scale, r.region, r.reduction);
  if (r.complete < static_cast<std::int64_t>(shape.height) * shape.width)
    paint::hide_from(picture, r.region, r.reduction, {r.complete, shape.width});
  return picture;
}

void Painter::paint(const Evaluation& e, const ViewState& view, const std::vector<Wanted>& wanted,
                    const Progress* progress) {
  refresh_scales(e, view);
  share_ = view.hover.weight ? share_tensor(e, *view.hover.weight) : nullptr;
  std::map<paint::PictureKey, Wanted> largest;
  for (const Wanted& w : wanted) {
    Wanted& kept = largest.try_emplace(w.key, w).first->second;
    if (w.width > kept.width) kept = w;
  }
  for (const auto& [key, want] : largest) {
    const auto made = recipe(e, view, want, progress);
    if (!made) continue;
    const auto known = recipes_.find(key);
    if (known != recipes_.end() && known->second == *made) continue;
    recipes_[key] = *made;
    painted_[key] = {made->tensor->shape, made->region, made->scale, made->complete};
    pictures_[key] = std::make_shared<const paint::Rgba8>(pixels(*made, key));
  }
  // Pictures that nobody looks at any more are let go, with the tensors they were made from.
  std::erase_if(recipes_, [&](const auto& entry) { return !largest.contains(entry.first); });
  std::erase_if(painted_, [&](const auto& entry) { return !largest.contains(entry.first); });
  std::erase_if(pictures_, [&](const auto& entry) {
    return entry.first.kind != PictureKind::thumbnail && !largest.contains(entry.first);
  });
}

void Painter::set(const paint::PictureKey& key, std::shared_ptr<const paint::Rgba8> pixels) {
  pictures_[key] = std::move(pixels);
}

const Painted* Painter::painted(const paint::PictureKey& key) const {
  const auto found = painted_.find(key);
  return found == painted_.end() ? nullptr : &found->second;
}

}  // namespace twofold::model
