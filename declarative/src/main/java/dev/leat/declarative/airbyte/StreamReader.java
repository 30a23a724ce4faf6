package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.Node;
import dev.leat.declarative.model.Decoding;
import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Pages;
import dev.leat.declarative.model.Parts;
import dev.leat.declarative.model.Placement;
import dev.leat.declarative.model.Step;
import dev.leat.declarative.model.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one stream. For one stream. */
final class StreamReader {

  private final Component stream;
  private final Component retriever;

  StreamReader(Component stream) {
    this.stream = stream;
    this.retriever = stream.child("retriever").orElseThrow();
  }

  Stream read() {
    Component selector = retriever.child("record_selector").orElseThrow();
    Component requester = retriever.child("requester").orElseThrow();
    return new Stream(
        name(),
        stream.node().mark(),
        key(),
        ColumnsReader.of(stream),
        new CallReader(requester).read(),
        retriever.child("decoder").map(StreamReader::decoding).orElse(new Decoding.Json()),
        selector.child("extractor").orElseThrow().expressions("field_path"),
        pages(),
        !retriever.flag("ignore_stream_slicer_parameters_on_paginated_requests"),
        steps(selector),
        IncrementReader.of(stream),
        parts());
  }

  private String name() {
    String name = stream.node().text("name");
    if (name.isBlank()) {
      stream.problem("name", "the stream has no name: add one");
      return "?";
    }
    return name;
  }

  private List<String> key() {
    List<String> key = new ArrayList<>();
    for (List<Expression> each : keyPaths()) {
      if (each.size() != 1) {
        stream.warning(
            "primary_key",
            "a key within another field does not tell rows apart here: the stream has no key");
        return List.of();
      }
      key.add(each.get(0).text());
    }
    return key.stream().filter(each -> !each.isBlank()).distinct().toList();
  }

  private List<List<Expression>> keyPaths() {
    return stream.node().value("primary_key") instanceof Node.Sequence
        ? stream.paths("primary_key")
        : stream.find("primary_key").map(each -> List.of(List.of(each))).orElse(List.of());
  }

  private List<Step> steps(Component selector) {
    List<Step> filter =
        selector
            .child("record_filter")
            .flatMap(each -> each.find("condition"))
            .filter(condition -> !condition.text().isBlank())
            .map(condition -> List.<Step>of(new Step.KeepIf(condition)))
            .orElse(List.of());
    List<Step> changes = StepsReader.of(stream);
    List<Step> all = new ArrayList<>();
    if (selector.flag("transform_before_filtering")) {
      all.addAll(changes);
      all.addAll(filter);
    } else {
      all.addAll(filter);
      all.addAll(changes);
    }
    if ("Default".equals(selector.node().text("schema_normalization"))) {
      selector.warning(
          "schema_normalization",
          "values are not cast here: the destination gives each column its declared type");
    }
    return all;
  }

  private static Decoding decoding(Component decoder) {
    return switch (decoder.type()) {
      case "JsonlDecoder" -> new Decoding.JsonLines();
      case "JsonItemsDecoder" ->
          new Decoding.JsonItems("/" + decoder.node().text("items_path").replace('.', '/'));
      case "IterableDecoder" -> new Decoding.Lines("record");
      case "CsvDecoder" ->
          new Decoding.Csv(
              decoder.has("delimiter") ? decoder.node().text("delimiter") : ",",
              decoder.has("encoding") ? decoder.node().text("encoding") : "utf-8",
              decoder.texts("set_values_to_none"));
      case "XmlDecoder" -> new Decoding.Xml();
      case "GzipDecoder" -> new Decoding.Gzip(decoding(decoder.child("decoder").orElseThrow()));
      case "ZipfileDecoder" -> new Decoding.Zip(decoding(decoder.child("decoder").orElseThrow()));
      default -> new Decoding.Json();
    };
  }

  private Pages pages() {
    Optional<Component> found = retriever.child("paginator");
    if (found.isEmpty() || !found.get().type().equals("DefaultPaginator")) {
      return new Pages.One();
    }
    Component paginator = found.get();
    Component strategy = paginator.child("pagination_strategy").orElseThrow();
    Optional<Placement> at =
        paginator
            .child("page_token_option")
            .map(
                option ->
                    option.type().equals("RequestPath")
                        ? new Placement(Placement.Part.LINK, List.of())
                        : CallReader.placement(option));
    Pages.Size size =
        new Pages.Size(
            strategy.find("page_size"),
            paginator.child("page_size_option").map(CallReader::placement));
    if (size.at().isPresent() && size.rows().isEmpty()) {
      paginator.problem(
          "page_size_option", "there is no page size to send: add page_size to the strategy");
    }
    boolean onFirst = strategy.flag("inject_on_first_request");
    return switch (strategy.type()) {
      case "PageIncrement" ->
          new Pages.Numbers(strategy.number("start_from_page", 0), onFirst, size, at);
      case "OffsetIncrement" -> new Pages.Offsets(onFirst, size, at);
      default ->
          new Pages.Tokens(
              strategy.expression("cursor_value"), strategy.find("stop_condition"), size, at);
    };
  }

  private List<Parts> parts() {
    List<Parts> all = new ArrayList<>();
    for (Component each : retriever.children("partition_router")) {
      all.add(parts(each));
    }
    return all;
  }

  private static Parts parts(Component router) {
    return switch (router.type()) {
      case "ListPartitionRouter" ->
          new Parts.Values(
              router.expressions("values"),
              router.node().value("values") instanceof Node.Sequence,
              router.expression("cursor_field"),
              router.child("request_option").map(CallReader::placement));
      case "GroupingPartitionRouter" ->
          new Parts.Groups(
              parts(router.child("underlying_partition_router").orElseThrow()),
              (int) Math.max(1, router.number("group_size", 1)),
              !router.has("deduplicate") || router.flag("deduplicate"));
      default ->
          new Parts.OfParents(
              router.children("parent_stream_configs").stream().map(StreamReader::parent).toList());
    };
  }

  private static Parts.Parent parent(Component parent) {
    return new Parts.Parent(
        new StreamReader(parent.child("stream").orElseThrow()).read(),
        parent.expression("parent_key"),
        parent.expression("partition_field"),
        parent.child("request_option").map(CallReader::placement),
        parent.paths("extra_fields"));
  }
}
