import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Serves an empty Neo4j over Bolt on the loopback interface, without authentication: Launch <folder> <port>. */
public class Launch {
  public static void main(String[] args) {
    var address = new SocketAddress("127.0.0.1", Integer.parseInt(args[1]));
    var service = new DatabaseManagementServiceBuilder(Path.of(args[0]))
        .setConfig(BoltConnector.enabled, true)
        .setConfig(BoltConnector.listen_address, address)
        .setConfig(BoltConnector.advertised_address, address)
        .setConfig(GraphDatabaseSettings.auth_enabled, false)
        .build();
    Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
    System.out.println("ready");
  }
}
