/** Named scenarios on a virtual clock; their reports are committed, so a change of behaviour is a diff. */
@NullMarked
package io.portcullis.simulation;

import org.jspecify.annotations.NullMarked;
