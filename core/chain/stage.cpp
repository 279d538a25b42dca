#include "core/chain/stage.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace twofold::core {
inline namespace chain {

std::string_view word(Operation operation) {
  switch (operation) {
    case Operation::depthwise: return "depthwise";
    case Operation::pointwise: return "pointwise";
    case Operation::standard: return "standard";
    case Operation::grouped: return "grouped";
  }
  return "";
}

Chain then(Chain list, Stage stage) {
  stage.reads = static_cast<int>(list.stages.size());
  list.stages.push_back(std::move(stage));
  return list;
}

int groups_of(const Stage& stage, int in_channels) {
  switch (stage.operation) {
    case Operation::depthwise: return in_channels;
    case Operation::grouped: return stage.groups;
    case Operation::pointwise:
    case Operation::standard: return 1;
  }
  return 1;
}

Stage depthwise_stage(const Layer& layer) {
  Stage stage;
  stage.operation = Operation::depthwise;
  stage.layer = layer;
  stage.letter = "z";
  stage.label = "depthwise";
  return stage;
}

Stage pointwise_stage(int out_channels) {
  Stage stage;
  stage.operation = Operation::pointwise;
  stage.layer = {{1, 1}, {1, 1}, {1, 1}, Padding::valid, 1, out_channels};
  stage.letter = "y";
  stage.label = "pointwise";
  return stage;
}

Stage standard_stage(const Layer& layer) {
  Stage stage;
  stage.layer = layer;
  stage.letter = "y";
  stage.label = "standard";
  return stage;
}

Chain separable_chain(const Layer& layer) {
  return then(depthwise_chain(layer), pointwise_stage(layer.out_channels));
}

Chain depthwise_chain(const Layer& layer) { return then({}, depthwise_stage(layer)); }

Chain standard_chain(const Layer& layer) { return then({}, standard_stage(layer)); }

int window_stage(const Chain& list) {
  const auto first = std::find_if(list.stages.begin(), list.stages.end(), [](const Stage& stage) {
    return stage.operation != Operation::pointwise;
  });
  return first == list.stages.end() ? 0 : static_cast<int>(first - list.stages.begin());
}

Chain part_of(const Chain& list, int first, int last) {
  Chain part;
  for (int i = first; i < last; ++i) {
    Stage stage = list.stages[static_cast<std::size_t>(i)];
    assert(stage.reads >= first && "a part reads what it makes, or its input");
    stage.reads -= first;
    if (stage.adds && *stage.adds < first)
      stage.adds.reset();
    else if (stage.adds)
      *stage.adds -= first;
    part.stages.push_back(std::move(stage));
  }
  return part;
}

Shape output_shape(const Stage& stage, const Shape& in) {
  return stage.operation == Operation::depthwise ? depthwise_output_shape(stage.layer, in)
                                                 : output_shape(stage.layer, in);
}

FilterShape filter_shape(const Stage& stage, int in_channels) {
  if (stage.operation == Operation::depthwise)
    return depthwise_filter_shape(stage.layer, in_channels);
  return standard_filter_shape(stage.layer, in_channels / groups_of(stage, in_channels));
}

std::vector<Shape> result_shapes(const Chain& list, const Shape& in) {
  std::vector<Shape> shapes{in};
  for (const Stage& stage : list.stages)
    shapes.push_back(output_shape(stage, shapes[static_cast<std::size_t>(stage.reads)]));
  return shapes;
}

bool is_linear(const Stage& stage) { return stage.after == AfterSum{} && !stage.adds; }

}  // namespace chain
}  // namespace twofold::core
