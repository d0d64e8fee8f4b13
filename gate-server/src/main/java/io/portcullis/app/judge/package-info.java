/** One look after the other: gather evidence, judge it, store what follows. */
@NullMarked
package io.portcullis.app.judge;

import org.jspecify.annotations.NullMarked;
