package io.portcullis.cli.drill.world;

/**
 * A track published beside one server and wanted beside another one, in another region.
 *
 * @param reached whether it came
 */
public record Probed(Server source, Server destination, boolean reached) {}
