/** Status pages, read from a server that a test speaks for. */
@NullMarked
package io.portcullis.adapter.statuspage;

import org.jspecify.annotations.NullMarked;
