/** The server's configuration file: every key with type, default and rule, and the records made of it. */
@NullMarked
package io.portcullis.wiring.configuration;

import org.jspecify.annotations.NullMarked;
