/** Signal packs: what a kind of software tells of itself, and when it is unfit. */
@NullMarked
package io.portcullis.kernel.pack;

import org.jspecify.annotations.NullMarked;
