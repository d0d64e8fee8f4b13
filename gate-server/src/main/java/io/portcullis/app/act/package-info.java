/** Does what was decided: takes actions from the outbox, asks the controls, tells rollouts the outcome. */
@NullMarked
package io.portcullis.app.act;

import org.jspecify.annotations.NullMarked;
