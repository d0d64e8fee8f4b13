/** The {@code gate config} commands. */
@NullMarked
package io.portcullis.cli.config;

import org.jspecify.annotations.NullMarked;
