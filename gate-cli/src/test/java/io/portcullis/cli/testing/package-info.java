/** Hand-written fakes for tests of the command line. */
@NullMarked
package io.portcullis.cli.testing;

import org.jspecify.annotations.NullMarked;
