/** What providers say of themselves on status pages with the common JSON feed. */
@NullMarked
package io.portcullis.adapter.statuspage;

import org.jspecify.annotations.NullMarked;
