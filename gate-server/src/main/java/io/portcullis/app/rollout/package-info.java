/** What callers may ask of rollouts: start, look, watch, decide, pause, resume, abort, close. */
@NullMarked
package io.portcullis.app.rollout;

import org.jspecify.annotations.NullMarked;
