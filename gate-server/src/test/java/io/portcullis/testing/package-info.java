/** Hand-written fakes of the ports, and what every test may lean on. */
@NullMarked
package io.portcullis.testing;

import org.jspecify.annotations.NullMarked;
