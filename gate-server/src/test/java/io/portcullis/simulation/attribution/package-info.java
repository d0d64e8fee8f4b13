/** Whose fault it is, played: the scenarios of analysis 5.6 against analysis and decision together. */
@NullMarked
package io.portcullis.simulation.attribution;

import org.jspecify.annotations.NullMarked;
