package dev.leat.sdk.http.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.internal.json.Json;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One XML document as JSON. Nothing is read that the document only points to. Stateless. */
final class XmlDocument implements Decoder {

  private static final int DEEPEST = 200;

  @Override
  public void decode(InputStream body, Output out) throws IOException, InterruptedException {
    Broken broken = new Broken(Decoders.document(body, out));
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(broken);
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw new MalformedException("it has a document type, which is not read");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          document.set(reader.getLocalName(), element(reader, 1));
        }
      }
      reader.close();
      out.document(Json.text(document).getBytes(StandardCharsets.UTF_8));
    } catch (XMLStreamException e) {
      if (broken.fault != null) {
        throw broken.fault;
      }
      throw new MalformedException(
          "it is not XML, or is cut (line " + e.getLocation().getLineNumber() + ")");
    }
  }

  @Override
  public String accepts() {
    return "application/xml, text/xml, */*;q=0.5";
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    return factory;
  }

  private static JsonNode element(XMLStreamReader reader, int depth)
      throws XMLStreamException, MalformedException {
    if (depth > DEEPEST) {
      throw new MalformedException("its elements are nested deeper than " + DEEPEST);
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String prefix = reader.getAttributePrefix(i);
      String local = reader.getAttributeLocalName(i);
      String name = prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
      fields.put("@" + name, reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      switch (reader.getEventType()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = reader.getLocalName();
          add(fields, name, element(reader, depth + 1));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new MalformedException("it has an entity of its own, which is not read");
        default -> {
          // Comments and instructions say nothing about the data.
        }
      }
    }
    String words = text.toString().strip();
    if (fields.isEmpty()) {
      return words.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(words);
    }
    if (!words.isEmpty()) {
      fields.put("#text", words);
    }
    return fields;
  }

  private static void add(ObjectNode fields, String name, JsonNode value) {
    JsonNode before = fields.get(name);
    if (before == null) {
      fields.set(name, value);
    } else if (before instanceof ArrayNode list) {
      list.add(value);
    } else {
      fields.set(name, JsonNodeFactory.instance.arrayNode().add(before).add(value));
    }
  }

  /** Remembers how a stream broke: the parser passes it on as a fault of the document. */
  private static final class Broken extends FilterInputStream {

    private IOException fault;

    Broken(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      try {
        return super.read(into, from, most);
      } catch (IOException e) {
        fault = e;
        throw e;
      }
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        fault = e;
        throw e;
      }
    }
  }
}
