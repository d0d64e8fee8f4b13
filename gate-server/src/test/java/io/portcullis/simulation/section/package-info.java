/** The scenarios of analysis section 5, each with its report. */
@NullMarked
package io.portcullis.simulation.section;

import org.jspecify.annotations.NullMarked;
