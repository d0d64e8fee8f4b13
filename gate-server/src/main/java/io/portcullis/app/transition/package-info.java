/** Keeps the ledger of replaced processes of each rollout, look by look. */
@NullMarked
package io.portcullis.app.transition;

import org.jspecify.annotations.NullMarked;
