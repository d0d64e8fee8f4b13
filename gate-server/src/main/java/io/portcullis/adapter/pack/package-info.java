/** Signal packs read from their files. */
@NullMarked
package io.portcullis.adapter.pack;

import org.jspecify.annotations.NullMarked;
