/** Asks the user's own system to act, by signed HTTP requests; docs/hook.md is for its author. */
@NullMarked
package io.portcullis.adapter.hook;

import org.jspecify.annotations.NullMarked;
