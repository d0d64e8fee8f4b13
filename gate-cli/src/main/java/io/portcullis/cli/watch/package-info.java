/** Watching a rollout: the stream that resumes, the live picture, and plain lines. */
@NullMarked
package io.portcullis.cli.watch;

import org.jspecify.annotations.NullMarked;
