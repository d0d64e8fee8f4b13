/** The {@code gate rollout} commands. */
@NullMarked
package io.portcullis.cli.rollout;

import org.jspecify.annotations.NullMarked;
