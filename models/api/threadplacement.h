// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

/// Binds the calling thread, and every thread that is started from it later on, to the processor it runs on now.
///
/// Qt sends a body in pieces of 16 KiB, each handed from the thread of the network manager to an HTTP thread of Qt's
/// and asked for anew. Between threads on one processor that is a mere switch; between two processors that have nothing
/// else to do each hand-over wakes one up, which took most of the time of an upload over a fast link (measured on
/// virtual machines). Turns on the thread's ProcessorTurns, so call it in a thread with an event loop. Does nothing on
/// systems other than Linux.
void keepThreadsTogether();

/// Lets the calling thread run on every processor again, for work that is to go on beside the sending.
void leaveThreadsApart();

} // namespace pollux
