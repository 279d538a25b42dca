// The words of the glossary: labels, terms, the formula's indices, the beginnings of controls'
// names.
#pragma once

#include <array>
#include <string_view>

namespace twofold::ui::inline draw {

/// Words, and what they mean.
struct Row {
  std::string_view words;
  std::string_view sentence;
};

/// Titles and labels, each whole.
inline constexpr std::array kLabels{
    Row{"Twofold",
        "A separable convolution works in two folds: first every channel is filtered on its own, "
        "then the results are mixed at every pixel."},
    Row{"INPUT", "x: the picture, one row for each of its channels."},
    Row{"FOLD 1: DEPTHWISE",
        "Every input channel meets its own filters, and only those: nothing is mixed here."},
    Row{"FOLD 2: POINTWISE",
        "At every pixel each output is a weighted sum of the intermediates, down its column. No "
        "neighbours are looked at: a 1\u00d71 convolution."},
    Row{"OUTPUT", "y: what the operation makes, one picture for each column of the mix."},
    Row{"FOLD 1", "Every input channel meets its own filters, and only those."},
    Row{"FOLD 2", "At every pixel each output is a weighted sum of the intermediates."},
    Row{"ONE VALUE", "The value at the pin worked out, from the pixels to the output."},
    Row{"COST",
        "What this layer costs, beside a standard convolution from the same input to the "
        "same outputs."},
    Row{"REGULAR",
        "A standard convolution: filtering and mixing in one step, with a filter for "
        "every pair of an input channel and an output."},
    Row{"weights", "The numbers that a network learns: its parameters."},
    Row{"parameters", "The numbers that a network learns: the weights of D and P, or of W."},
    Row{"multiply-adds", "One product, added to a sum: what a convolution is made of."},
    Row{"depthwise", "Fold 1: every channel filtered on its own."},
    Row{"pointwise", "Fold 2: the mix at every pixel."},
    Row{"standard",
        "The standard convolution: every output looks through a window at every input "
        "channel."},
    Row{"scale", "Which value is drawn how bright, or in which colour."},
    Row{"sum so far", "What the products up to here come to."},
    Row{"separable", "Fold 1, then fold 2."},
    Row{"difference", "Separable minus standard: rounding."},
    Row{"every channel apart", "Red, green and blue are pictures of their own here."},
    Row{"one channel only", "Grey: there is nothing to keep apart."},
    Row{"filters every channel on its own",
        "No filter sees two channels: that is what makes it cheap."},
    Row{"mixes them at every pixel",
        "Every output is a weighted sum of all intermediates, pixel by pixel."},
    Row{"one for every column", "Each picture here is what one column of the mix sums up."},
    Row{"multiplier", "channel_multiplier, m: the filters that every input channel meets."},
    Row{"kernel", "Height and width of every filter, in taps."},
    Row{"stride", "Pixels from one window to the next."},
    Row{"out", "out_channels: how many outputs fold 2 mixes. Papers call it N or K."},
    Row{"by", "How far one step goes."},
    Row{"mix", "A rule for fold 2's weights."},
    Row{"drag me", "The pin: the value that is worked out below. Drag it, or click elsewhere."},
    Row{"x\u00b7D", "What the window's products come to, channel by channel."},
    Row{"together", "Terms that have no room of their own here; the sum has them all."},
    Row{"the rest", "Terms too small to stand on their own, together."},
    Row{"Standard", "The standard convolution, in one sum over all channels."},
    Row{"Separable", "Both folds, one after the other."},
    Row{"STANDARD CONVOLUTION", "Filtering and mixing in one step: the rival."},
    Row{"Pace: equal multiply-adds", "Both sides do as many multiply-adds a second."},
    Row{"Regular", "The standard convolution, in one step."},
    Row{"Depthwise", "Fold 1 alone."},
    Row{"EXPANSION", "A 1\u00d71 that makes more channels of those it reads."},
    Row{"DEPTHWISE", "Every channel is filtered on its own: nothing is mixed here."},
    Row{"POINTWISE", "A 1\u00d71: at every pixel a weighted sum of the channels."},
    Row{"PROJECTION", "A 1\u00d71 that makes fewer channels of those it reads."},
    Row{"STANDARD", "Filtering and mixing in one step."},
    Row{"GROUPED", "A standard convolution within each group of channels."},
    Row{"e", "e: what the expansion makes."},
    Row{"all", "No smaller than the picture: every pixel counts."},
    Row{"kernel k \u00d7 k", "Height and width of every filter, in taps."},
    Row{"Counted as", "What one operation is, and for how many pictures."},
    Row{"What this layer costs", "The layer on stage, beside a standard convolution."},
    Row{"Layers people know", "Of published networks; a click puts one on stage."},
    Row{"Depthwise, not spatially separable",
        "Two words that sound alike: one keeps channels apart, the other rows and columns."},
    Row{"Cross-correlation, not convolution",
        "Filters are laid on the picture as they are drawn, not turned round."},
};

/// Terms that sentences and labels use; the longest that occurs is the one explained.
inline constexpr std::array kTerms{
    Row{"K", "K: out_channels, the number of outputs."},
    Row{"C", "C: in_channels, the number of the input's channels."},
    Row{"N", "N: out_channels, as MobileNet's paper writes it."},
    Row{"m", "m: channel_multiplier, the filters that every input channel meets."},
    Row{"kh", "kh: height of the kernel, in taps."},
    Row{"kw", "kw: width of the kernel, in taps."},
    Row{"tap",
        "A tap is one cell of a filter: one weight and the pixel that it is multiplied with."},
    Row{"taps",
        "A tap is one cell of a filter: one weight and the pixel that it is multiplied with."},
    Row{"Its own mix",
        "The rule of the opening: z0 goes to y0, z1 to y1, and the last output adds all up."},
    Row{"fused", "Fused: both folds in one pass over the picture, so that z is never stored."},
    Row{"collapsed",
        "Collapsed: D and P multiplied out to the one standard filter W that gives the same y."},
    Row{"He",
        "He: random numbers whose spread, the root of 2 over the number of inputs, keeps "
        "signals as large from layer to layer where ReLU follows (He and others, 2015)."},
    Row{"Glorot",
        "Glorot: random numbers whose spread keeps signals as large forwards as backwards "
        "(Glorot and Bengio, 2010)."},
    Row{"break-even", "The multiplier at which separable costs what a standard convolution does."},
    Row{"standard convolution",
        "Every output looks through a window at every input channel: kh \u00d7 kw \u00d7 C "
        "products "
        "in one sum."},
    Row{"FLOPs", "Floating point operations: two for each multiply-add."},
    Row{"MAC", "One multiply-add."},
    Row{"stride", "Pixels from one window to the next."},
    Row{"dilation", "Pixels from one tap to the next."},
    Row{"padding", "Zeros around the picture, so that windows fit at its edges."},
    Row{"ReLU", "max(0, x): what is negative becomes 0."},
    Row{"ReLU6", "min(max(0, x), 6): what is negative becomes 0, what is above 6 becomes 6."},
    Row{"GELU", "x times the share of a normal distribution that lies below x."},
    Row{"norm", "A normalisation: a scale and a shift, of each channel or of each pixel."},
    Row{"bias", "One number for each channel, added to its sums."},
    Row{"+ x", "The input is added: the way around the block."},
    Row{"roofline", "What a machine can do at best: limited by its arithmetic, or by its memory."},
    Row{"rank", "How many filters a matrix really has: the others are sums of these."},
    Row{"z", "z: the intermediates, what fold 1 makes and fold 2 mixes."},
    Row{"W", "W: the standard filter that D and P come to when they are multiplied out."},
};

/// The formula's indices, as in "i=85".
inline constexpr std::array kIndices{Row{"b", "The picture of the batch."},
                                     Row{"i", "Row of the output, from 0 at the top."},
                                     Row{"j", "Column of the output, from 0 at the left."},
                                     Row{"k", "The output channel."},
                                     Row{"di", "Row of the filter."},
                                     Row{"dj", "Column of the filter."},
                                     Row{"q", "The input channel."},
                                     Row{"r", "Which of a channel's m filters."},
                                     Row{"t", "The intermediate channel: t = q*m + r."}};

/// Beginnings of names of controls, which are no titles for people.
struct ControlRow {
  std::string_view beginning;
  std::string_view title;
  std::string_view sentence;
};
inline constexpr std::array kControls{
    ControlRow{"split ", "Room",
               "Drag to share the room otherwise; a double click shares it as at first."},
    ControlRow{"written ", "Written out",
               "Writes out this channel's products below; a second click leaves the choice to the "
               "sum."},
    ControlRow{
        "block ", "One output",
        "The filter of one output, as deep as the input: one slice for every input channel."},
    ControlRow{"race by the clock", "By the clock",
               "Races by the times that both take on this machine, not by multiply-adds."},
    ControlRow{"rows scroll bar", "Rows", "More rows than fit: drag, or turn the wheel."},
    ControlRow{"made rows scroll bar", "Channels",
               "More channels than fit: drag, or turn the wheel."},
    ControlRow{
        "cost page", "Pages about cost",
        "The pages about cost: counted, over a setting, measured, of whole networks, and a network "
        "at work on your picture."},
    ControlRow{"cost view", "Cost", "A page about cost, over the lanes. Esc goes back to them."},
    ControlRow{
        "lesson page", "Pages about learning",
        "The pages about learning: what separable filters cannot make, and how filters are found."},
    ControlRow{"learning view", "Learning",
               "A page about learning, over the lanes. Esc goes back to them."},
    ControlRow{"network picture", "The picture",
               "What the network sees: a square with black around the picture. Point at it to move "
               "the frame."},
    ControlRow{"network with this layer", "The network",
               "What it finds on the picture with this layer as you have changed it."},
    ControlRow{"network side", "The longer side", "How large the network sees the picture."},
    ControlRow{"network alpha", "Width", "alpha: how many of each layer's channels there are."},
    ControlRow{"network resolution", "Resolution", "The side of the picture that goes in."},
    ControlRow{"network ", "A layer", "Of this network. A click puts a separable one on stage."},
    ControlRow{"sobel", "The Sobel filter",
               "The Sobel filter is a column times a row: spatially separable, in one channel."},
    ControlRow{"outputs scroll bar", "Outputs", "More outputs than fit: drag, or turn the wheel."},
    ControlRow{"columns scroll bar", "Columns", "More columns than fit: drag, or turn the wheel."},
    ControlRow{"one channel", "One channel", "With one input channel nothing is kept apart."},
    ControlRow{
        "seam", "t = q·m + r",
        "Where the intermediates stand one after the other: filter r of input channel q makes "
        "intermediate t = q*m + r. Here with this row's numbers."},
};

}  // namespace twofold::ui::inline draw
