/** The part of fengari, a Lua virtual machine in JavaScript, that the tests use. It ships no types. */
declare module 'fengari' {
  type LuaState = { readonly __lua: unique symbol };
  type LuaString = Uint8Array;

  interface Fengari {
    readonly lua: {
      lua_createtable(state: LuaState, items: number, fields: number): void;
      lua_getfield(state: LuaState, index: number, key: LuaString): number;
      lua_istable(state: LuaState, index: number): boolean;
      lua_pcall(state: LuaState, args: number, results: number, handler: number): number;
      lua_pop(state: LuaState, count: number): void;
      lua_pushboolean(state: LuaState, value: boolean): void;
      lua_pushinteger(state: LuaState, value: number): void;
      lua_pushnil(state: LuaState): void;
      lua_pushnumber(state: LuaState, value: number): void;
      lua_pushstring(state: LuaState, value: LuaString): void;
      lua_rawset(state: LuaState, index: number): void;
      lua_rawseti(state: LuaState, index: number, key: number): void;
      lua_setglobal(state: LuaState, name: LuaString): void;
      lua_tostring(state: LuaState, index: number): LuaString | null;
    };
    readonly lauxlib: {
      luaL_checkstack(state: LuaState, count: number, message: null): void;
      luaL_loadstring(state: LuaState, script: LuaString): number;
      luaL_newstate(): LuaState;
      luaL_requiref(state: LuaState, name: LuaString, open: unknown, global: number): void;
    };
    readonly lualib: { readonly luaopen_base: unknown; readonly luaopen_table: unknown };
    to_luastring(text: string): LuaString;
    to_jsstring(text: LuaString): string;
  }

  const fengari: Fengari;
  export default fengari;
}
