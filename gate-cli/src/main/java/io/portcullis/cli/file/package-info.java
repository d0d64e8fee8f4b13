/** Files that people write: strict YAML, and the file form of a rollout. */
@NullMarked
package io.portcullis.cli.file;

import org.jspecify.annotations.NullMarked;
