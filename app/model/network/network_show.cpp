#include "app/model/network/network_show.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>
#include <utility>

#include "app/paint/paint_tensor.h"

namespace twofold::model {
inline namespace network {
namespace {

constexpr int kThumbnailSide = 104;
constexpr int kPictureSide = 1024;

/// The square as it was before it was normalised, from 0 to 1.
core::Tensor as_picture(const TrainedNetwork& network, const core::Tensor& x) {
  constexpr float kWhite = 255;
  core::Tensor picture(x.shape);
  for (std::size_t i = 0; i < x.values.size(); ++i)
    picture.values[i] = (x.values[i] * network.divide_by + network.mean[i % 3]) / kWhite;
  return picture;
}

int reduction_to(int length, int most) { return std::max(1, (length + most - 1) / most); }

/// A channel over plus and minus its own largest magnitude.
paint::Rgba8 painted_channel(const core::Tensor& made, int channel, bool light) {
  float most = 0;
  for (std::size_t i = static_cast<std::size_t>(channel); i < made.values.size();
       i += static_cast<std::size_t>(made.shape.channels))
    most = std::max(most, std::abs(made.values[i]));
  const paint::Scale scale{light ? paint::Map::diverging_light : paint::Map::diverging_dark,
                           {-std::max(most, 1e-12f), std::max(most, 1e-12f)}};
  return paint::paint_channel(made, 0, channel, scale, paint::whole(made.shape),
                              reduction_to(made.shape.width, kThumbnailSide));
}

}  // namespace

NetworkShow make_show(const NetworkRequest& request, const core::StopFlag* stop) {
  const TrainedNetwork& network = *request.network;
  const NetworkInput input = network_input(network, *request.picture, request.side);
  const auto begun = std::chrono::steady_clock::now();
  const NetworkRun made = run(network, input.x, stop);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;

  NetworkShow show{request.network, request.side, input.shown, layer_facts(network, request.side),
                   made.boxes,      took.count(), nullptr,     {}};
  const core::Tensor square = as_picture(network, input.x);
  show.picture = std::make_shared<const paint::Rgba8>(
      paint::paint_colour(square, 0, {0, 1, 2}, {0, 1}, paint::whole(square.shape),
                          reduction_to(request.side, kPictureSide)));
  for (const core::Tensor& result : made.results) {
    auto& channels = show.channels.emplace_back();
    for (int c = 0; c < std::min(result.shape.channels, kPaintedChannels); ++c)
      channels.push_back(
          std::make_shared<const paint::Rgba8>(painted_channel(result, c, request.light)));
  }
  return show;
}

NetworkShower::NetworkShower(base::Background& background, std::function<void()> wake)
    : background_(background), wake_(std::move(wake)) {}

NetworkShower::~NetworkShower() {
  stop_ = true;
  background_.stop(*this);
}

void NetworkShower::request(const NetworkRequest& request) {
  {
    const std::lock_guard lock(mutex_);
    if (asked_ == request) return;
    asked_ = request;
    waiting_ = request;
    if (running_) stop_ = true;
  }
  background_.post(*this);
}

std::shared_ptr<const NetworkShow> NetworkShower::latest() const {
  const std::lock_guard lock(mutex_);
  return latest_;
}

void NetworkShower::stop() {
  const std::lock_guard lock(mutex_);
  asked_.reset();
  waiting_.reset();
  stop_ = true;
}

std::string NetworkShower::take_failure() {
  const std::lock_guard lock(mutex_);
  return std::exchange(failure_, {});
}

bool NetworkShower::busy() const {
  const std::lock_guard lock(mutex_);
  return waiting_ || running_;
}

bool NetworkShower::turn() {
  std::optional<NetworkRequest> now;
  {
    const std::lock_guard lock(mutex_);
    now = std::exchange(waiting_, std::nullopt);
    running_ = now.has_value();
    if (!now) return false;
    stop_ = false;
  }
  std::shared_ptr<const NetworkShow> made;
  std::string failure;
  try {
    made = std::make_shared<const NetworkShow>(make_show(*now, &stop_));
  } catch (const std::bad_alloc&) {
    failure = "There is not enough memory to run the network; choose a shorter side";
  }
  bool more = false;
  {
    const std::lock_guard lock(mutex_);
    running_ = false;
    if (!stop_ && made) latest_ = std::move(made);
    if (!stop_) failure_ = std::move(failure);
    more = waiting_.has_value();
  }
  wake_();
  return more;
}

}  // namespace network
}  // namespace twofold::model
