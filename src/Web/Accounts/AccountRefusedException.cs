using Mantissa.Data;

namespace Mantissa.Web.Accounts;

/// <summary>Something about an account, a key or a link is not done, for a reason that is for whoever asked.</summary>
public sealed class AccountRefusedException(string message) : RefusedException(message);
