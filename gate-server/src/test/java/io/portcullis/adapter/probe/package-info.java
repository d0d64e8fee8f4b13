/** The server's prober against real servers. */
@NullMarked
package io.portcullis.adapter.probe;

import org.jspecify.annotations.NullMarked;
