/** How the gate reaches the workloads it guards: act on them, count them, read them. */
@NullMarked
package io.portcullis.port.control;

import org.jspecify.annotations.NullMarked;
