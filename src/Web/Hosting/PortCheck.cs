using System.Net;
using System.Net.Sockets;

namespace Mantissa.Web.Hosting;

/// <summary>Finds out that the port is taken before a database is started for nothing.</summary>
internal static class PortCheck
{
    /// <exception cref="StartupException">Another program listens on the port.</exception>
    public static void EnsureFree(Uri url)
    {
        var address = url.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(url.Host.Trim('[', ']'));
        using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As the web server does it: a port that a program has just left is free.
            probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            probe.Bind(new IPEndPoint(address, url.Port));
            probe.Listen();
        }
        catch (SocketException error)
        {
            throw new StartupException(
                error.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {url.Port} is taken by another program. Choose another, for example MANTISSA_URL=http://127.0.0.1:{url.Port + 1}."
                    : $"This process may not listen on {url}: {error.Message}. Choose another address with MANTISSA_URL.",
                error);
        }
    }
}
