/** Whose fault it is: touched places against untouched ones, or against the same time of earlier days. */
@NullMarked
package io.portcullis.kernel.analysis.attribution;

import org.jspecify.annotations.NullMarked;
