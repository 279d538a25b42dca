// Leaving a processor to the thread that waits for it.
#pragma once

namespace twofold::core::fast::inline threads {

/// Moves the calling thread to another of the processors that it may run on; nothing where that
/// cannot be.
///
/// A thread that is woken may be put on the processor of the one that woke it, even if another is
/// idle (Linux does not look for an idle one where few processors have been busy), and is then not
/// heard of for milliseconds.
void step_aside();

}  // namespace twofold::core::fast::inline threads
