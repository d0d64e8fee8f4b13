/** Evidence in, findings out: the sequential tests of a rollout, stage by stage, and of its rollback. */
@NullMarked
package io.portcullis.kernel.analysis;

import org.jspecify.annotations.NullMarked;
