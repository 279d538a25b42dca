#pragma once

#include "app/model/pictures/painter.h"
#include "tests/model/stages_of.h"
#include "tests/support/generate.h"

namespace twofold::tests {

/// A finished small layer, and the pictures of all its results.
struct Finished {
  Finished() {
    const LayerCase c{{.channel_multiplier = 2, .out_channels = 3}, {1, 6, 7, 2}};
    const core::Filters filters = normal_filters(c, 2);
    put_filters(e, c.layer, filters);
    core::Tensor x = normal_tensor(c.in, 1);
    core::Separable both = core::separable_conv2d(x, filters, c.layer);
    e.results = {model::held(std::move(x)), model::held(std::move(both.z)),
                 model::held(std::move(both.y))};
    for (int t = 0; t < 4; ++t) wanted.push_back({paint::result_key(1, t), 70, 60});
    for (int k = 0; k < 3; ++k) wanted.push_back({paint::result_key(2, k), 70, 60});
    wanted.push_back({{paint::PictureKind::output_rgb, 0}, 70, 60});
    wanted.push_back({paint::result_key(0, 0), 70, 60});
  }

  model::Walk walk_of(core::Order order) const {
    model::Playback p;
    p.order = order;
    return model::walk(p, {e.stages.list,
                           e.collapsed.list,
                           e.x()->shape,
                           model::OperationView::separable,
                           {},
                           0,
                           {}});
  }

  model::Evaluation e;
  std::vector<model::Wanted> wanted;
};

}  // namespace twofold::tests
