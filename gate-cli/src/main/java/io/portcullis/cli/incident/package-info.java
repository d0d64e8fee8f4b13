/** The {@code gate incident} commands. */
@NullMarked
package io.portcullis.cli.incident;

import org.jspecify.annotations.NullMarked;
