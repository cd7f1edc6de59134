using System.CommandLine;
using System.Globalization;
using Mantissa.Cli.Platform;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa up</c>: the platform in this terminal until Ctrl-C.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var platform = new PlatformArguments();
        var queues = new Option<string?>("--queues")
        {
            Description = "Queues that the worker serves, e.g. cpu,simulator [default: those that its devices can]",
            HelpName = "LIST",
        };
        var command = new Command("up", "Starts the database, the site and one worker; Ctrl-C stops them all.") { queues };
        platform.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var checkout = BuiltCheckout.Find();
            return RunAsync(platform.Read(parsed, checkout, parsed.GetValue(queues)), checkout, TimeProvider.System, token);
        });
        return command;
    }

    private static async Task<int> RunAsync(PlatformOptions options, BuiltCheckout checkout, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var platform = await PlatformHost.StartAsync(options, checkout, line => Console.Error.WriteLine(line), time, cancellationToken);
        using var client = PlatformVisit.ClientOf(options.Url, options.DataDirectory);
        Console.WriteLine($"""

            Mantissa is up:  {options.Url}

              enter  {await client.SignInLinkAsync("/", cancellationToken)}
                     signs you in, once; ./mantissa sign-in makes another
              data   {options.DataDirectory}
              logs   {Path.Combine(options.LogDirectory, "web.log")}, worker.log
            """);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ready after {time.GetElapsedTime(started).TotalSeconds:F1} s. Ctrl-C stops it."));
        await WaitAsync(cancellationToken);
        Console.WriteLine("Stopping: the worker hands its run back, then the site and the database stop …");
        return 0;
    }

    /// <summary>Waits for Ctrl-C, which is how an <c>up</c> is meant to end.</summary>
    public static Task WaitAsync(CancellationToken cancellationToken) =>
        Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
