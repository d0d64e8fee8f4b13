/** What the gate can do, one class per verb, over the ports. */
@NullMarked
package io.portcullis.app;

import org.jspecify.annotations.NullMarked;
