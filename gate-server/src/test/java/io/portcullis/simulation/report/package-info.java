/** How figures of a simulation are summed up, written down and compared with the committed ones. */
@NullMarked
package io.portcullis.simulation.report;

import org.jspecify.annotations.NullMarked;
