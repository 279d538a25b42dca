// What a process behind a fence may ask of the kernel.
#pragma once

namespace twofold::io {

/// From here on this process gets memory, threads of its own, the time, and may write to `pipe`;
/// all else is refused (EPERM). There is no way back. False if the kernel does not offer that.
bool obey_fence_rules(int pipe);

}  // namespace twofold::io
