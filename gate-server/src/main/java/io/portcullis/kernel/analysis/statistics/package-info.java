/** The formulas of the analysis, on bare counts: e-processes, margins, weights, health. */
@NullMarked
package io.portcullis.kernel.analysis.statistics;

import org.jspecify.annotations.NullMarked;
