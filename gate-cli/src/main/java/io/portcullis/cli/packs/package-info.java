/** The {@code gate packs} commands. */
@NullMarked
package io.portcullis.cli.packs;

import org.jspecify.annotations.NullMarked;
