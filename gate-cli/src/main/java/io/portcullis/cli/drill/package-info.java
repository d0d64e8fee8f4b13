/** The {@code drill} command: its options, what it shows while it plays, and its report. */
@NullMarked
package io.portcullis.cli.drill;

import org.jspecify.annotations.NullMarked;
