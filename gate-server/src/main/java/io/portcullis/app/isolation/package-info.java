/** Watches whether regions are cut off, or only act as if, and whether one can be lost. */
@NullMarked
package io.portcullis.app.isolation;

import org.jspecify.annotations.NullMarked;
