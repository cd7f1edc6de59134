using System.CommandLine;
using Mantissa.Cli.Platform;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa sign-in</c>: an address for a browser, signed in as the administrator.</summary>
internal static class SignInCommand
{
    public static Command Create()
    {
        var dataDirectory = new Option<string?>("--data-dir") { Description = "The platform's data directory [default: data in the checkout]", HelpName = "D" };
        var command = new Command("sign-in", "Prints an address that signs you in to the platform that is up, once, within a quarter of an hour.") { dataDirectory };
        command.SetAction(async (parsed, token) =>
        {
            var data = Path.GetFullPath(parsed.GetValue(dataDirectory) ?? BuiltCheckout.Find().DataDirectory);
            var running = RunningPlatform.Find(data) ?? throw new ProblemException($"No platform is up over {data}: start it with ./mantissa up, or name another --data-dir.");
            using var client = PlatformVisit.ClientOf(running.Url, data);
            Console.WriteLine(await client.SignInLinkAsync("/", token));
            return 0;
        });
        return command;
    }
}
