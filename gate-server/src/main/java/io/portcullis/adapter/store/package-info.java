/** Keeps everything in PostgreSQL, the user's own or one that the gate brings along. */
@NullMarked
package io.portcullis.adapter.store;

import org.jspecify.annotations.NullMarked;
