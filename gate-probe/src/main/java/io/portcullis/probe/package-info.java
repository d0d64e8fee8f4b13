/** What is to be probed and what a probe found: values the server and its agents share. */
@NullMarked
package io.portcullis.probe;

import org.jspecify.annotations.NullMarked;
