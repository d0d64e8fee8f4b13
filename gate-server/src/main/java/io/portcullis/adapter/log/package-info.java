/** Tells people through the server's log. */
@NullMarked
package io.portcullis.adapter.log;

import org.jspecify.annotations.NullMarked;
