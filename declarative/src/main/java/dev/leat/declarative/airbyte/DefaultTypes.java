package dev.leat.declarative.airbyte;

import java.util.HashMap;
import java.util.Map;

/** The type of a component that does not say it, by its position. */
final class DefaultTypes {

  private static final Map<String, String> USUAL = new HashMap<>();
  private static final Map<String, String> CUSTOM = new HashMap<>();

  static {
    USUAL.put("CompositeErrorHandler.error_handlers", "DefaultErrorHandler");
    USUAL.put("CursorPagination.decoder", "JsonDecoder");
    USUAL.put("DatetimeBasedCursor.end_datetime", "MinMaxDatetime");
    USUAL.put("DatetimeBasedCursor.end_time_option", "RequestOption");
    USUAL.put("DatetimeBasedCursor.start_datetime", "MinMaxDatetime");
    USUAL.put("DatetimeBasedCursor.start_time_option", "RequestOption");
    USUAL.put("DeclarativeSource.check", "CheckStream");
    USUAL.put("DeclarativeSource.spec", "Spec");
    USUAL.put("DeclarativeSource.streams", "DeclarativeStream");
    USUAL.put("DeclarativeStream.retriever", "SimpleRetriever");
    USUAL.put("DeclarativeStream.schema_loader", "JsonFileSchemaLoader");
    USUAL.put("DynamicDeclarativeStream.stream_template", "DeclarativeStream");
    USUAL.put("DynamicDeclarativeStream.components_resolver", "ConfigComponentResolver");
    USUAL.put("HttpComponentsResolver.retriever", "SimpleRetriever");
    USUAL.put("HttpComponentsResolver.components_mapping", "ComponentMappingDefinition");
    USUAL.put("ConfigComponentsResolver.stream_config", "StreamConfig");
    USUAL.put("ConfigComponentsResolver.components_mapping", "ComponentMappingDefinition");
    USUAL.put("DefaultErrorHandler.response_filters", "HttpResponseFilter");
    USUAL.put("DefaultPaginator.decoder", "JsonDecoder");
    USUAL.put("DefaultPaginator.page_size_option", "RequestOption");
    USUAL.put("DpathExtractor.decoder", "JsonDecoder");
    USUAL.put("DpathExtractor.record_expander", "RecordExpander");
    USUAL.put("HttpRequester.error_handler", "DefaultErrorHandler");
    USUAL.put("ListPartitionRouter.request_option", "RequestOption");
    USUAL.put("ParentStreamConfig.request_option", "RequestOption");
    USUAL.put("ParentStreamConfig.stream", "DeclarativeStream");
    USUAL.put("RecordExpander.parent_fields", "ParentFieldPath");
    USUAL.put("RecordSelector.extractor", "DpathExtractor");
    USUAL.put("RecordSelector.record_filter", "RecordFilter");
    USUAL.put("SimpleRetriever.paginator", "NoPagination");
    USUAL.put("SimpleRetriever.record_selector", "RecordSelector");
    USUAL.put("SimpleRetriever.requester", "HttpRequester");
    USUAL.put("SubstreamPartitionRouter.parent_stream_configs", "ParentStreamConfig");
    USUAL.put("AddFields.fields", "AddedFieldDefinition");
    USUAL.put("CustomPartitionRouter.parent_stream_configs", "ParentStreamConfig");
    USUAL.put("DynamicSchemaLoader.retriever", "SimpleRetriever");
    USUAL.put("SchemaTypeIdentifier.types_map", "TypesMap");
    CUSTOM.put("CompositeErrorHandler.backoff_strategies", "CustomBackoffStrategy");
    CUSTOM.put("DeclarativeStream.retriever", "CustomRetriever");
    CUSTOM.put("DeclarativeStream.transformations", "CustomTransformation");
    CUSTOM.put("DefaultErrorHandler.backoff_strategies", "CustomBackoffStrategy");
    CUSTOM.put("DefaultPaginator.pagination_strategy", "CustomPaginationStrategy");
    CUSTOM.put("HttpRequester.authenticator", "CustomAuthenticator");
    CUSTOM.put("HttpRequester.error_handler", "CustomErrorHandler");
    CUSTOM.put("RecordSelector.extractor", "CustomRecordExtractor");
    CUSTOM.put("SimpleRetriever.partition_router", "CustomPartitionRouter");
  }

  private DefaultTypes() {}

  /**
   * The type that a position implies.
   *
   * @param custom whether the component names a class
   * @return empty if the position implies none
   */
  static String of(String position, boolean custom) {
    return (custom ? CUSTOM : USUAL).getOrDefault(position, "");
  }
}
