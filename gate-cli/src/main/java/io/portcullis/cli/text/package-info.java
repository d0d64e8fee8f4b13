/** Words and tables: what the wire says, for people to read. */
@NullMarked
package io.portcullis.cli.text;

import org.jspecify.annotations.NullMarked;
