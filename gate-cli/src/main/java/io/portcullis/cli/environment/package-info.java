/** The commands about the world around the releases, and about freezes. */
@NullMarked
package io.portcullis.cli.environment;

import org.jspecify.annotations.NullMarked;
